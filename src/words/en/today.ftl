# Today
pane-today = Today
today-centre = Mulin House
today-leader = Duty leader
today-lawyer = Lawyer
today-nobody = nobody yet
today-no-lawyer = none today
today-reading = Reading
today-visits = { $n ->
    [one] { $n } visit today
   *[other] { $n } visits today
}
today-nothing = Nothing is due, overdue or to be seen to
today-unclosed = Days to close: { $n }, the first one first
today-unclosed-day = { $leader }  visits that day: { $n }
today-close-with = { $keys } closes it
today-overdue = { $n } overdue
today-due_today = { $n } due today
today-due_soon = { $n } due soon
today-unclassed = { $n } not classed: until then nobody knows their road
today-undated = { $n } of which nobody knows when they were received: no term runs
today-confirmation = { $n } may ask for judicial confirmation; the last day stands on the left
today-instalment = { $n ->
    [one] { $n } part of an agreement to be performed
   *[other] { $n } parts of agreements to be performed
}
today-pledge = { $n } taken on in joint sessions and not done
today-more = { $n } more: open it
today-part = part { $n }: { $what }
today-call_back = { $n ->
    [one] { $n } call-back owed
   *[other] { $n } call-backs owed
}
today-whistle = { $n ->
    [one] { $n } open whistle
   *[other] { $n } open whistles
}
today-check_in = { $n ->
    [one] { $n } place owes a report of this round
   *[other] { $n } places owe a report of this round
}
today-task = { $n ->
    [one] { $n } task of a meeting not done
   *[other] { $n } tasks of meetings not done
}
today-to-register = to become a case, not registered yet
unfinished-known = These forms were kept already and do not open again: { $forms }
unfinished-back = Forms not handed in: { $n }; open them again to go on
today-unfinished = Forms not handed in: { $n }; Enter goes on
today-unread = Nobody who signs in can read { $n } accusations
today-unread-do = A program without a key registered them, or everybody named has left. Name somebody by the recovery key on paper: mulin operator entrust NUMBER NAME
