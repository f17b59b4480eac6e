<?php
require __DIR__ . '/ChargeLog.php';

$asked = array_slice($argv, 1);
foreach (array_chunk($asked, 3) as [$bizToken, $ruleId, $file]) {
    try {
        echo ChargeLog::chargeLine($bizToken, $ruleId, file_get_contents($file)), "\n";
    } catch (Throwable $refused) {
        echo 'refused ', str_replace("\n", ' ', $refused->getMessage()), "\n";
    }
}
echo 'registered ', ChargeLog::register($asked[0], $asked[1]) ? 'true' : 'false', "\n";
