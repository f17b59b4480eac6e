<?php
// What to log of each answer, and how each BizToken is registered. PHP 7.4 or newer, no packages.

final class ChargeLog
{
    /**
     * One line for the log: what charges are counted from, and nothing of the person.
     * $answer: $resp->toJsonString() of the SDK, or the body of the HTTP answer.
     */
    public static function chargeLine(string $bizToken, string $ruleId, string $answer): string
    {
        $body = json_decode($answer, true, 512, JSON_THROW_ON_ERROR);
        $text = ($body['Response'] ?? $body)['Text'] ?? null;
        if ($text === null) {
            throw new RuntimeException('GetDetectInfoEnhanced: no Text in the answer; decrypt it first');
        }
        $entries = array_map(fn (array $entry) => [
            'ReqTime' => $entry['ReqTime'] ?? null,
            'Seq' => $entry['Seq'] ?? null,
            'Errcode' => $entry['Errcode'] ?? null,
            'IsNeedCharge' => $entry['IsNeedCharge'] ?? null, // null is not false: it says that there is no flag
        ], $text['LivenessDetail'] ?? []);
        return json_encode([
            'BizToken' => $bizToken,
            'RuleId' => $ruleId,
            'FetchedAt' => (int) (microtime(true) * 1000),
            'Response' => ['Text' => [
                'ErrCode' => $text['ErrCode'] ?? null,
                'NFCBillingCounts' => $text['NFCBillingCounts'] ?? null,
                'LivenessDetail' => $entries,
            ]],
        ], JSON_THROW_ON_ERROR);
    }

    /** Call it after each DetectAuth. It never throws: a person must not wait for the books. */
    public static function register(string $bizToken, string $ruleId): bool
    {
        $body = ['bizToken' => $bizToken, 'ruleId' => $ruleId, 'issuedAt' => (int) (microtime(true) * 1000)];
        $context = stream_context_create(['http' => [
            'method' => 'POST',
            'header' => "Content-Type: application/json\r\nAuthorization: Bearer " . getenv('FACEID_TALLY_KEY'),
            'content' => json_encode($body),
            'timeout' => 2,
        ]]);
        return @file_get_contents(getenv('FACEID_TALLY_URL') . '/v1/verifications', false, $context) !== false;
    }
}
