using System;
using System.IO;

static class Drive
{
    static void Main(string[] asked)
    {
        for (var i = 0; i < asked.Length; i += 3)
        {
            try { Console.WriteLine(ChargeLog.ChargeLine(asked[i], asked[i + 1], File.ReadAllText(asked[i + 2]))); }
            catch (Exception refused) { Console.WriteLine("refused " + refused.ToString().Replace("\n", " ")); }
        }
        Console.WriteLine("registered " + ChargeLog.Register(asked[0], asked[1]).Result.ToString().ToLower());
    }
}
