# Clocks
rule-register = register
rule-route = route
rule-notice = written notice
rule-notice_transferred = notice on a transferred matter
rule-objection = objection
rule-town_goal = town goal
rule-decide = decision
rule-decide_extended = decision, extended
rule-review_request = asking for review
rule-review_accept = review accepted
rule-review = review
rule-recheck_request = asking for recheck
rule-recheck = recheck
rule-advice_feedback = feedback on advice
rule-urgent_report = urgent report by phone
rule-urgent_report_written = urgent report on paper
rule-simple_pass_on = simple: pass on
rule-simple_accept = simple: accept
rule-simple_decide = simple: decide
rule-hotline = 12345 finish
rule-hotline_return = 12345 return
rule-hotline_contact = first contact
rule-hotline_contact_urgent = urgent first contact
rule-heating_leak = heating leak, on site
rule-heating_cold_first_days = too cold, first days
rule-heating_cold = too cold, on site
rule-heating_temperature_check = temperature check
rule-heating_complaint = heating complaint
rule-gas_danger = gas danger
rule-gas_complaint = gas complaint
rule-power_repair_town = power repair, town
rule-power_repair_village = power repair, village
rule-power_repair_remote = power repair, remote
rule-whistle_sign = whistle sign-in
rule-whistle_contact = whistle contact
rule-whistle_arrive = whistle arrival
rule-whistle_arrive_emergency = emergency whistle arrival
rule-whistle_report = whistle report
rule-whistle_report_hard = hard whistle report
rule-mediation = mediation
rule-judicial_confirmation = judicial confirmation
rule-court_accept = court accepts
rule-court_confirm = court confirms
rule-legal_aid = legal aid decision
rule-legal_aid_lawyer = legal aid lawyer
rule-labour_arbitration = labour arbitration
rule-labour_arbitration_after_leaving = labour arbitration after leaving
rule-labour_mediation = labour mediation
rule-labour_award = labour award
rule-labour_suit = labour suit
rule-land_arbitration = land arbitration
rule-land_award = land award
rule-land_suit = land suit
rule-reconsideration = reconsideration
rule-reconsideration_decide = reconsideration decided
rule-inaction = reconsideration against inaction
rule-suit_after_reconsideration = suit after reconsideration
rule-land_ownership_suit = suit on land ownership
rule-appeal_judgment = appeal against a judgment
rule-appeal_ruling = appeal against a ruling
rule-retrial = retrial asked for
rule-enforcement = enforcement asked for
rule-administrative_suit = administrative suit
unit-minutes = { $n ->
    [one] minute
   *[other] minutes
}
unit-hours = { $n ->
    [one] hour
   *[other] hours
}
unit-days = { $n ->
    [one] day
   *[other] days
}
unit-working_days = { $n ->
    [one] working day
   *[other] working days
}
unit-months = { $n ->
    [one] month
   *[other] months
}
clock-explained = { $rule }: { $article }, { $n } { $unit } from { $from }, first day not counted, to { $raw }
clock-timed = { $rule }: { $article }, { $n } { $unit } from { $from }, to { $raw }
clock-rolled = { $raw } is a rest day, rolled to { $due }
clock-not-rolled = the last day is a working day
clock-skipped = skipped { $days }
note-no-list = no official calendar for { $year }, weekends only
note-before-regulations = starts before the Regulations of 2022-05-01
note-setting = the length is the town's setting
note-extended = extended by { $n }
note-excluded = { $n } hearing days left out
clock-overdue = { $n ->
    [one] 1 day overdue
   *[other] { $n } days overdue
}
clock-today = due today
clock-left = { $n ->
    [one] 1 day left
   *[other] { $n } days left
}
clock-met = done { $day }
rule-water_repair = Water: on site
clock-time-left = { $time } left
clock-time-over = { $time } late
