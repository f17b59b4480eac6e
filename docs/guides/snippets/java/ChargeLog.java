import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** What to log of each answer, and how each BizToken is registered. Java 8 or newer; Gson comes with the SDK. */
public final class ChargeLog {
    private static final String[] ENTRY_FIELDS = {"ReqTime", "Seq", "Errcode", "IsNeedCharge"};
    private static final String[] TEXT_FIELDS = {"ErrCode", "NFCBillingCounts"};

    private ChargeLog() {}

    /**
     * One line for the log: what charges are counted from, and nothing of the person.
     *
     * @param answer AbstractModel.toJsonString(resp) of the SDK, or the body of the HTTP answer
     */
    public static String chargeLine(String bizToken, String ruleId, String answer) {
        JsonElement body = JsonParser.parseString(answer);
        JsonElement inside = get(body, "Response");
        JsonElement text = get(inside.isJsonNull() ? body : inside, "Text");
        if (text.isJsonNull()) {
            throw new IllegalArgumentException("GetDetectInfoEnhanced: no Text in the answer; decrypt it first");
        }
        JsonArray entries = new JsonArray();
        JsonElement detail = get(text, "LivenessDetail");
        if (detail.isJsonArray()) {
            for (JsonElement entry : detail.getAsJsonArray()) entries.add(pick(entry, ENTRY_FIELDS));
        }
        JsonObject picked = pick(text, TEXT_FIELDS);
        picked.add("LivenessDetail", entries);
        JsonObject response = new JsonObject();
        response.add("Text", picked);
        JsonObject line = new JsonObject();
        line.addProperty("BizToken", bizToken);
        line.addProperty("RuleId", ruleId);
        line.addProperty("FetchedAt", System.currentTimeMillis());
        line.add("Response", response);
        return line.toString();
    }

    /** These fields alone. A missing IsNeedCharge becomes null, which is not false: it says that there is no flag. */
    private static JsonObject pick(JsonElement from, String[] fields) {
        JsonObject picked = new JsonObject();
        for (String field : fields) picked.add(field, get(from, field));
        return picked;
    }

    /** Not getAsJsonObject(): what that throws has the whole value in its message. */
    private static JsonElement get(JsonElement from, String name) {
        JsonElement value = from.isJsonObject() ? ((JsonObject) from).get(name) : null;
        return value == null ? JsonNull.INSTANCE : value;
    }

    /** Call it after each DetectAuth. It never throws: a person must not wait for the books. */
    public static boolean register(String bizToken, String ruleId) {
        try {
            URL url = new URL(System.getenv("FACEID_TALLY_URL") + "/v1/verifications");
            JsonObject body = new JsonObject();
            body.addProperty("bizToken", bizToken);
            body.addProperty("ruleId", ruleId);
            body.addProperty("issuedAt", System.currentTimeMillis());
            HttpURLConnection connection = (HttpURLConnection) url.openConnection();
            connection.setConnectTimeout(2000);
            connection.setReadTimeout(2000);
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setRequestProperty("Authorization", "Bearer " + System.getenv("FACEID_TALLY_KEY"));
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body.toString().getBytes(StandardCharsets.UTF_8));
            }
            return connection.getResponseCode() < 300;
        } catch (Exception e) {
            return false;
        }
    }
}
