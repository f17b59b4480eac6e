import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;

public final class Drive {
    public static void main(String[] asked) throws Exception {
        for (int i = 0; i < asked.length; i += 3) {
            String answer = new String(Files.readAllBytes(Paths.get(asked[i + 2])), StandardCharsets.UTF_8);
            try {
                System.out.println(ChargeLog.chargeLine(asked[i], asked[i + 1], answer));
            } catch (RuntimeException refused) {
                System.out.println("refused " + refused.toString().replace("\n", " "));
            }
        }
        System.out.println("registered " + ChargeLog.register(asked[0], asked[1]));
    }
}
