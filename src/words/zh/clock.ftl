# 期限
rule-register = 登记
rule-route = 转送交办
rule-notice = 书面告知
rule-notice_transferred = 转来件书面告知
rule-objection = 提出异议
rule-town_goal = 镇 30 日目标
rule-decide = 作出处理意见
rule-decide_extended = 延期后处理意见
rule-review_request = 申请复查
rule-review_accept = 复查受理
rule-review = 复查
rule-recheck_request = 申请复核
rule-recheck = 复核
rule-advice_feedback = 建议反馈
rule-urgent_report = 紧急电话报告
rule-urgent_report_written = 紧急书面报告
rule-simple_pass_on = 简易转办
rule-simple_accept = 简易受理
rule-simple_decide = 简易答复
rule-hotline = 12345 办结
rule-hotline_return = 12345 退单
rule-hotline_contact = 首次联系
rule-hotline_contact_urgent = 紧急首次联系
rule-heating_leak = 供热漏水到场
rule-heating_cold_first_days = 供热初期不热到场
rule-heating_cold = 不热到场
rule-heating_temperature_check = 测温
rule-heating_complaint = 供热投诉答复
rule-gas_danger = 燃气险情
rule-gas_complaint = 燃气投诉
rule-power_repair_town = 城镇抢修到场
rule-power_repair_village = 农村抢修到场
rule-power_repair_remote = 边远抢修到场
rule-whistle_sign = 吹哨签到
rule-whistle_contact = 吹哨联系
rule-whistle_arrive = 吹哨报到
rule-whistle_arrive_emergency = 应急哨报到
rule-whistle_report = 吹哨办结
rule-whistle_report_hard = 攻坚哨办结
rule-mediation = 调解
rule-judicial_confirmation = 申请司法确认
rule-court_accept = 法院受理确认
rule-court_confirm = 法院确认
rule-legal_aid = 法律援助决定
rule-legal_aid_lawyer = 指派律师
rule-labour_arbitration = 劳动仲裁申请
rule-labour_arbitration_after_leaving = 离职后劳动仲裁
rule-labour_mediation = 劳动调解
rule-labour_award = 劳动裁决
rule-labour_suit = 劳动起诉
rule-land_arbitration = 土地仲裁申请
rule-land_award = 土地裁决
rule-land_suit = 土地起诉
rule-reconsideration = 行政复议申请
rule-reconsideration_decide = 行政复议决定
rule-administrative_suit = 行政起诉
rule-inaction = 不履责复议申请
rule-suit_after_reconsideration = 不服复议起诉
rule-land_ownership_suit = 土地权属起诉
rule-appeal_judgment = 判决上诉
rule-appeal_ruling = 裁定上诉
rule-retrial = 申请再审
rule-enforcement = 申请执行
unit-minutes = { $n ->
   *[other] 分钟
}
unit-hours = { $n ->
   *[other] 小时
}
unit-days = { $n ->
   *[other] 天
}
unit-working_days = { $n ->
   *[other] 个工作日
}
unit-months = { $n ->
   *[other] 个月
}
clock-explained = { $rule }：{ $article }，从 { $from } 起 { $n } { $unit }，首日不算，到 { $raw }
clock-timed = { $rule }：{ $article }，从 { $from } 起 { $n } { $unit }，到 { $raw }
clock-rolled = { $raw } 逢休息日，顺延到 { $due }
clock-not-rolled = 末日是工作日，不顺延
clock-skipped = 跳过 { $days }
note-no-list = { $year } 年没有正式放假表，只按周末算
note-before-regulations = 起算在《信访工作条例》2022-05-01 施行以前
note-setting = 天数是本镇设置
note-extended = 含延长 { $n }
note-excluded = 扣除听证 { $n } 天
clock-overdue = 已超期 { $n } 天
clock-today = 今天到期
clock-left = 还剩 { $n } 天
clock-met = { $day } 已办
rule-water_repair = 供水抢修到场
clock-time-left = 还有 { $time }
clock-time-over = 超时 { $time }
