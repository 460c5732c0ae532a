# Legal roads
roads-title = Legal roads and their limits
roads-title-case = Legal roads and their limits: tell the visitor of { $number }
roads-prompt = Words to find a road; a day to count from (such as 2026-03-01)
roads-no-limit = No limit
roads-limit = { $n } { $unit }, from { $from }
roads-until = Until { $day } at the latest
roads-unverified = Not checked against the law's text: check before you tell it.
roads-unchecked = { $limit } (unchecked)
roads-first = Reconsideration comes first: a court does not take it before (Reconsideration Law 23).
roads-since = In force since { $day }
roads-not-stopped = A petition stops neither reconsideration nor suit: do not wait.
roads-no-case = Only to read here; to write it down, open the case first, then { $keys } and Enter on a road
roads-place = { $at }/{ $n } (of { $all })
roads-none = No road fits; take a few letters away
roads-since-unknown = In force since an unknown day: check before you tell it
