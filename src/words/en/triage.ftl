# Triage
triage-title = Triage: { $number }
triage-lane = Fast lane
triage-proposed = proposed { $what }: { $words }
triage-accusation = It says "{ $words }": class it as an accusation if it is one, else as what it is; you decide
triage-danger = Call 110 and 119 first, then the company ({ $utility }); people leave, no flame, no switch
triage-lane-until = { $rule } ({ $article }): { $n } { $unit }, by { $until }
triage-lane-at-once = { $rule } ({ $article }): at once
triage-lane-water = No source gives hours for water; the town's own go into [town] water_repair_hours
triage-lane-none = Outside the heating season no hours run; tell the company all the same
triage-if-accepted = if accepted today { $text }
triage-simple = Simple way
triage-simple-may = lawful: accept by { $accept }, answer by { $decide }
triage-class-accusation = An accusation goes to the organ with power; named staff alone read it (条例 30, 46)
triage-class-litigation = Litigation goes to the legal organs; tell the visitor where (条例 20)
triage-no-more = No further unclassed matter
triage-not-handed-in = What is chosen is not handed in yet: save it, or press Next once more to leave it unclassed
triage-class-not-handed-in = The content class was not handed in: save it, or go back once more to leave it
