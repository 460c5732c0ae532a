# How do I …: F1 answers that first, then lists the keys; in angle brackets stand commands
howto-heading = How do I …
howto-register = register a visit
howto-register-how =
    <intake.new>, type the name; who came before is listed, Enter takes him over.
    <field.next> to phone, village, summary; "concerns an official: yes" locks it at once.
    <save>; number, dates and what to say stand on the right.
howto-again = take the same person again
howto-again-how =
    <finder.open>, type name, initials or the end of a phone, Enter.
    The same matter joins, another one gets a number of its own.
    <save>; no date starts anew.
howto-call = answer a call, call back
howto-call-how =
    <call.open> starts the clock; last digits find the caller, note what is said.
    Outcome: answered, call back, a case, passed on; then <save>.
    <hotline.open> lists what is owed, <hotline.tried> notes a call-back.
howto-triage = class a matter
howto-triage-how =
    <queue.open>, choose one, <queue.triage>.
    Digits choose; <triage.take_all> takes the proposals, you decide.
    <save>, and the next unclassed one follows.
howto-finish = finish a matter
howto-finish-how =
    Open the case; Enter takes the step that stands first, one by one to strike-off.
    A question you can answer: <menu>, "answered on the spot", one form.
    Where it cannot be struck off yet it says why and what first.
howto-extend = extend
howto-extend-how =
    Open the case, <menu>, type extend.
    Who approves, why, days (30 at most, once), then <save>.
    Tell the visitor in writing: <case.papers> prints the notice.
howto-mediate = mediate a dispute
howto-mediate-how =
    <menu> in the case: ask both sides first, then refer to mediation.
    Note sessions, write the agreement; it holds when all have signed and sealed.
    Instalments one by one; mediation stops no clock.
howto-print = print receipts and letters
howto-print-how =
    After registering choose print; later <case.papers> in the case.
    A letter that is not ready says what it lacks and where to write it.
    A second print is marked a copy; every print is in the history.
howto-duty = set the rota of leaders
howto-duty-how =
    <ledger.open> to the duty ledger, <duty.leader> adds to the roster.
    <duty.face> shows the rota, <duty.fill> fills the month, <duty.name> sets a day.
    Swap with <duty.swap>, stand in with <duty.stand_in>.
howto-close = close the day
howto-close-how =
    <ledger.open>, handle or pass on each; <duty.close> closes.
    On a thin day the oldest hotline items are added.
    What is not struck off stays its leader's.
howto-handover = hand over the shift
howto-handover-how =
    <handover.open>: the note is written already, add a few words, <save>.
    Whoever comes opens it and presses <handover.accept>.
    Parked drafts, call-backs and open whistles are in it.
howto-whistle = whistle
howto-whistle-how =
    <whistles.open>, <whistles.raise>; in a case <case.whistle>.
    Sign-in, contact, arrival, answer: a key each, each with its hours.
    Unanswered it goes one level up by itself.
howto-checkin = take the round of the villages
howto-checkin-how =
    <prevention.open>, on a village 1 nothing found, 2 an early sign.
    Check who reports, <save>, the next village follows.
    A sign is watched, settled, whistled, or becomes a case.
howto-lawyer = book the lawyer, set the lawyers' days
howto-lawyer-how =
    <lawyers.open>, <lawyers.book> a time, <lawyers.walk_in> who waits.
    <lawyers.assign> sets a day, <lawyers.rota> goes round the list.
    Afterwards <lawyers.outcome> notes what came of it.
howto-meeting = hold a meeting, write minutes
howto-meeting-how =
    <meetings.open>, <meetings.new>; the agenda makes itself.
    Judge each, give tasks <meetings.task>; who came <meetings.came>.
    <meetings.write> writes the minutes, <meetings.close> ends it.
howto-joint = receive jointly
howto-joint-how =
    <joint.open>, <joint.new> with the units at the table.
    In a case <joint.hear> puts it on the list; note what each unit says and takes on.
    <lookup.open> looks things up meanwhile; nothing typed is lost.
howto-week = make the weekly bulletin, the monthly evaluation
howto-week-how =
    <figures.open>, digits 1 to 5: day, week, month, quarter, year.
    Enter on a figure opens its cases.
    <figures.issue> issues it; from then on it does not change.
howto-roads = tell other roads (arbitration, review, court)
howto-roads-how =
    <roads.open>, type to find; a date counts the last day from it.
    In a case Enter writes it down as told.
    A petition stops no limit of review or court.
howto-correct = correct what is wrong
howto-correct-how =
    In the case <case.correct>, choose what; the old value stays in the history.
    A wrong step: choose it in the history, <case.undo>, with a reason.
    A registration is corrected, never withdrawn.
howto-merge = join two matters, two cards of one person
howto-merge-how =
    In the case <case.merge>, the other's number, compare, merge.
    Persons in <finder.open> with <finder.merge>.
    Both can be split again: <case.split>, <finder.split>.
howto-learn = learn the desk
howto-learn-how =
    <tutor.open> lists the lessons, a digit chooses; five minutes each.
    They have practice data of their own; <tutor.next> goes on.
    <quit> leads back to the desk as it was.
howto-grid = change who answers for a village
howto-grid-how =
    <grid.open>, type to find; <grid.edit> changes the head, empty is a vacancy.
    Away: <grid.away>, the stand-in answers.
    What is not published says so; <grid.confirm> confirms it.
howto-lost = find what I had half typed
howto-lost-how =
    Nothing is lost: open the form again and go on; Today lists it too.
    <intake.next_draft> takes the next parked intake.
    <form.clear> throws it away, once more brings it back.
howto-hide = hide the screen
howto-hide-how =
    <curtain> hides it, again shows it; where people sign in it locks, and a passphrase or PIN opens.
    Names and phones are masked anyway; <case.reveal> is written down.
    An accusation opens only for those named.
