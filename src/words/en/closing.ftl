# Closing, repeats, withdrawing a step
step-on_the_spot = Answer on the spot
step-call_back = Call back after withdrawal
step-reopen = Reopen
step-satisfaction = Ask satisfaction
step-undo = Undo a step
ask-form = Form of withdrawal
ask-confirmed = Confirmed
ask-said = What the person said
ask-satisfaction = With the unit
ask-office_satisfaction = With the office
rated-unit = unit
rated-office = petition office
closing-rated = { $whom }: { $answer }
ask-entry = Entry of the history
withdrawal-written = in writing
withdrawal-oral = orally
confirmed-yes = confirmed
confirmed-no = not confirmed, open again
satisfaction-satisfied = satisfied
satisfaction-basically = basically satisfied
satisfaction-dissatisfied = dissatisfied
satisfaction-not_reached = not reached
satisfaction-unrated = unrated
in-place-solved = solved
in-place-explained = explained
in-place-helped = helped
in-place-lawful = dealt with by law
in-place-help = What was done (a fair claim solved, an unfair one explained, hardship helped, an offence dealt with by law): { $list }. Several may be typed, such as 13, or none.
ask-in_place = What was done
resolved-yes = resolved
resolved-no = closed, not resolved
resolved-unknown = not known yet whether resolved
since-unanswered = last one unanswered
since-told = last one only told of receipt
since-guided = last one guided to a legal road
since-declined = last one declined
since-answered = last one answered
since-agreed = last one agreed
closing-repeat = { $times ->
    [2] second time
    [3] third time
    [4] fourth time
    [5] fifth time
    [6] sixth time
    [7] seventh time
    [8] eighth time
    [9] ninth time
   *[other] time { $times }
}, { $since }
closing-repeat-label = Repeat
closing-end = Outcome
closing-undone = [undone] { $what }
closing-undoes = Step undone ({ $reason }): { $what }
closing-undo-title = Undo this step (both stay in the history)
closing-undo-which = First choose the step in the history
closing-undo-not-case = This line corrects a person's card; correct it once more
closing-help-withdraw = The person's own words alone. No condition, no promise is asked.
closing-help-call-back = Called by someone who neither handles it nor wrote the withdrawal down. Not confirmed opens it again.
closing-help-satisfaction = Asked by someone other than the handler, about the petition office and the responsible unit apart; what he leaves open stays open. Whoever is not asked does not count as satisfied.
command-case-undo = Undo step
    .also = take back, mistake
refusal-withdrawal-not-written = an oral withdrawal cannot be struck off yet: take "Withdraw" again, in writing
refusal-not-called-back = the withdrawal was not confirmed yet: take "Call back after withdrawal" first
refusal-notice-owed = no written notice yet: take "Written notice" first
refusal-not-delivered = the decision is not delivered yet: take "Deliver" first
refusal-review-runs = a review is in course; strike off once it is answered
refusal-not-withdrawn = nothing was withdrawn; there is nothing to call back about
refusal-not-closed = the matter is open; it needs no reopening
refusal-not-independent = neither the handler nor who wrote the withdrawal down calls back; ask a colleague
refusal-asked-by-handler = the handler does not ask after his own work; ask a colleague
refusal-not-yet-answered = there is no answer yet to be satisfied with
refusal-registration-stays = a visit that was registered stays; what is wrong in it is corrected
refusal-undo-stands = what undoes a step stands; take that step again instead
refusal-already-undone = this step was undone already
refusal-rests-on = later entry { $entry }, "{ $step }", rests on it: first undo "{ $step }"
closing-ahead-steps = Now possible: { $steps }.
closing-ahead-day = { " " }To be struck off on { $day } at the earliest: { $why }.
closing-ahead-withdrawal = { " " }If the person wishes to end it, a written withdrawal that a call-back confirms ends it the same day.
closing-ground-recheck = the review answer was delivered on { $from }, recheck may be asked for 30 days
closing-ground-review = were the review answer delivered today ({ $from }), recheck may be asked for 30 days
closing-ground-instalment = the last part is due on { $from }; on the day itself where all is performed before
closing-ground-guidance = to be asked on { $from }; on the day on which it is known what came of it
closing-ahead = { $refused }. { $ahead }
