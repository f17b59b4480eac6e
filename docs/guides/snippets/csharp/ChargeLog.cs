using System;
using System.IO;
using System.Net.Http;
using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;
using System.Text;
using System.Threading.Tasks;

/// <summary>What to log of each answer, and how each BizToken is registered. No packages.</summary>
public static class ChargeLog
{
    /// <summary>One line for the log: what charges are counted from, and nothing of the person.</summary>
    /// <param name="answer">AbstractModel.ToJsonString(resp) of the SDK, or the body of the HTTP answer.</param>
    public static string ChargeLine(string bizToken, string ruleId, string answer)
    {
        var body = Read<Answer>(answer);
        var text = (body.Response ?? body).Text;
        if (text == null) throw new ArgumentException("GetDetectInfoEnhanced: no Text in the answer; decrypt it first");
        return Write(new Line { BizToken = bizToken, RuleId = ruleId, FetchedAt = Now(), Response = new Inside { Text = text } });
    }

    /// <summary>Call it after each DetectAuth. It never throws: a person must not wait for the books.</summary>
    public static async Task<bool> Register(string bizToken, string ruleId)
    {
        try
        {
            var url = Environment.GetEnvironmentVariable("FACEID_TALLY_URL") + "/v1/verifications";
            var body = Write(new Issued { bizToken = bizToken, ruleId = ruleId, issuedAt = Now() });
            var request = new HttpRequestMessage(HttpMethod.Post, url);
            request.Headers.Add("Authorization", "Bearer " + Environment.GetEnvironmentVariable("FACEID_TALLY_KEY"));
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            using (var answer = await Http.SendAsync(request).ConfigureAwait(false)) return answer.IsSuccessStatusCode;
        }
        catch (Exception)
        {
            return false;
        }
    }

    static readonly HttpClient Http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };

    static long Now() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    static T Read<T>(string json)
    {
        try
        {
            using (var stream = new MemoryStream(Encoding.UTF8.GetBytes(json)))
                return (T)new DataContractJsonSerializer(typeof(T)).ReadObject(stream);
        }
        catch (Exception)
        {
            // What the serializer says may quote the answer.
            throw new ArgumentException("GetDetectInfoEnhanced: the answer is not the JSON it should be");
        }
    }

    static string Write<T>(T value)
    {
        using (var stream = new MemoryStream())
        {
            new DataContractJsonSerializer(typeof(T)).WriteObject(stream, value);
            return Encoding.UTF8.GetString(stream.ToArray());
        }
    }

    // What is not named here is dropped. IsNeedCharge may be null, which is not false: it says that there is no flag.
    [DataContract] class Entry
    {
        [DataMember] public string ReqTime;
        [DataMember] public string Seq;
        [DataMember] public long? Errcode;
        [DataMember] public bool? IsNeedCharge;
    }

    [DataContract] class DetectText
    {
        [DataMember] public long? ErrCode;
        [DataMember] public long? NFCBillingCounts;
        [DataMember] public Entry[] LivenessDetail;
    }

    [DataContract] class Inside { [DataMember] public DetectText Text; }

    [DataContract] class Answer { [DataMember] public Answer Response; [DataMember] public DetectText Text; }

    [DataContract] class Line
    {
        [DataMember] public string BizToken;
        [DataMember] public string RuleId;
        [DataMember] public long FetchedAt;
        [DataMember] public Inside Response;
    }

    [DataContract] class Issued
    {
        [DataMember] public string bizToken;
        [DataMember] public string ruleId;
        [DataMember] public long issuedAt;
    }
}
