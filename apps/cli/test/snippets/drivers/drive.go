package main

import (
	"fmt"
	"os"

	"example/chargelog"
)

func main() {
	asked := os.Args[1:]
	for i := 0; i < len(asked); i += 3 {
		answer, _ := os.ReadFile(asked[i+2])
		if line, err := chargelog.ChargeLine(asked[i], asked[i+1], string(answer)); err == nil {
			fmt.Println(line)
		} else {
			fmt.Println("refused", err)
		}
	}
	fmt.Println("registered", chargelog.Register(asked[0], asked[1]))
}
