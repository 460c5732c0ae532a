# Key cases, meetings, hand-over
step-key_mark = Mark as a key case
step-key_extend = Extend the key case
step-key_lift = Lift the key case
ask-decided_by = Decided by
key-section = Key case
key-until = until { $day }
key-standing = until { $day }, { $n } days left; { $by } decided: { $reason }
queue-tag-key = ★key { $n }d
mark-key = key case
verbs-case-key = Key case: { $text }
refusal-key-stands = it is a key case already: extend it or lift it
refusal-not-key = it is no key case now, and one that ran out has ended by itself: mark it anew
refusal-key-too-long = a key case ends on a day, { $day } at the latest; what needs watching longer is extended then
