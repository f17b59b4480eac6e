import sys

from charge_log import charge_line, register

asked = sys.argv[1:]
for i in range(0, len(asked), 3):
    try:
        with open(asked[i + 2], encoding="utf-8") as file:
            print(charge_line(asked[i], asked[i + 1], file.read()))
    except Exception as error:
        print("refused " + repr(error).replace("\n", " "))
print("registered " + str(register(asked[0], asked[1])).lower())
