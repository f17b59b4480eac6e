// Package chargelog: what to log of each answer, and how each BizToken is registered. Standard library only.
package chargelog

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"time"
)

type entry struct {
	ReqTime      *string
	Seq          *string
	Errcode      *int64
	IsNeedCharge *bool // nil is not false: it says that there is no flag
}

type text struct {
	ErrCode          *int64
	NFCBillingCounts *int64
	LivenessDetail   []entry
}

type response struct{ Text *text }

// ChargeLine is one line for the log: what charges are counted from, and nothing of the person.
// answer: resp.ToJsonString() of the SDK, or the body of the HTTP answer.
func ChargeLine(bizToken, ruleID, answer string) (string, error) {
	var body struct {
		response
		Response *response
	}
	if err := json.Unmarshal([]byte(answer), &body); err != nil {
		return "", errors.New("GetDetectInfoEnhanced: the answer is not the JSON it should be")
	}
	inside := body.response
	if body.Response != nil {
		inside = *body.Response
	}
	if inside.Text == nil {
		return "", errors.New("GetDetectInfoEnhanced: no Text in the answer; decrypt it first")
	}
	line, err := json.Marshal(struct {
		BizToken  string
		RuleId    string
		FetchedAt int64
		Response  response
	}{bizToken, ruleID, time.Now().UnixMilli(), inside})
	return string(line), err
}

var client = http.Client{Timeout: 2 * time.Second}

// Register is called after each DetectAuth. It only says whether it succeeded: a person must not wait for the books.
func Register(bizToken, ruleID string) bool {
	body, _ := json.Marshal(map[string]any{"bizToken": bizToken, "ruleId": ruleID, "issuedAt": time.Now().UnixMilli()})
	request, err := http.NewRequest("POST", os.Getenv("FACEID_TALLY_URL")+"/v1/verifications", bytes.NewReader(body))
	if err != nil {
		return false
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+os.Getenv("FACEID_TALLY_KEY"))
	answer, err := client.Do(request)
	if err != nil {
		return false
	}
	answer.Body.Close()
	return answer.StatusCode < 300
}
