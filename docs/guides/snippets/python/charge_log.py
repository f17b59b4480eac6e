"""What to log of each answer, and how each BizToken is registered. Python 3.6 or newer, no packages."""
import json
import os
import time
import urllib.request

ENTRY_FIELDS = ("ReqTime", "Seq", "Errcode", "IsNeedCharge")


def charge_line(biz_token, rule_id, answer):
    """One line for the log: what charges are counted from, and nothing of the person.

    answer: resp.to_json_string() of the SDK, or the body of the HTTP answer.
    """
    body = json.loads(answer)
    text = body.get("Response", body).get("Text")
    if text is None:
        raise ValueError("GetDetectInfoEnhanced: no Text in the answer; decrypt it first")
    # A missing IsNeedCharge stays None: it is not False.
    entries = [{name: entry.get(name) for name in ENTRY_FIELDS} for entry in text.get("LivenessDetail") or []]
    return json.dumps({
        "BizToken": biz_token,
        "RuleId": rule_id,
        "FetchedAt": int(time.time() * 1000),
        "Response": {"Text": {
            "ErrCode": text.get("ErrCode"),
            "NFCBillingCounts": text.get("NFCBillingCounts"),
            "LivenessDetail": entries,
        }},
    })


def register(biz_token, rule_id):
    """Call it after each DetectAuth. It never raises: a person must not wait for the books."""
    try:
        body = {"bizToken": biz_token, "ruleId": rule_id, "issuedAt": int(time.time() * 1000)}
        request = urllib.request.Request(
            os.environ["FACEID_TALLY_URL"] + "/v1/verifications",
            data=json.dumps(body).encode(),
            headers={
                "Content-Type": "application/json",
                "Authorization": "Bearer " + os.environ["FACEID_TALLY_KEY"],
            },
        )
        with urllib.request.urlopen(request, timeout=2):
            return True
    except Exception:
        return False
