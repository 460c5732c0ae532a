# Intake
intake-start = { $keys } begins an intake
