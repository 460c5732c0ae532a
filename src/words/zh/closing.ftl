# 办结、重复、撤回一步
step-on_the_spot = 当场答复
step-call_back = 撤回后回访
step-reopen = 重新办理
step-satisfaction = 满意度回访
step-undo = 撤销一步
ask-form = 撤回形式
ask-confirmed = 本人是否确认
ask-said = 当事人陈述
ask-satisfaction = 对责任单位
ask-office_satisfaction = 对信访部门
rated-unit = 责任单位
rated-office = 信访部门
closing-rated = { $whom }：{ $answer }
ask-entry = 经历里的一步
withdrawal-written = 书面
withdrawal-oral = 口头
confirmed-yes = 已确认
confirmed-no = 未确认，恢复办理
satisfaction-satisfied = 满意
satisfaction-basically = 基本满意
satisfaction-dissatisfied = 不满意
satisfaction-not_reached = 未联系上
satisfaction-unrated = 未评价
in-place-solved = 解决问题到位
in-place-explained = 思想教育到位
in-place-helped = 帮扶救助到位
in-place-lawful = 依法处理
in-place-help = 三到位一处理（诉求合理的解决问题到位、诉求无理的思想教育到位、生活困难的帮扶救助到位、行为违法的依法处理）：{ $list }。可写几项，如 13；也可不填。
ask-in_place = 三到位一处理
resolved-yes = 已解决
resolved-no = 已办结（未化解）
resolved-unknown = 化解情况待核实
since-unanswered = 上次未答复
since-told = 上次只告知了受理情况
since-guided = 上次已引导到法定途径
since-declined = 上次不予受理
since-answered = 上次已送达处理意见
since-agreed = 上次已达成协议
closing-repeat = { $times ->
    [2] 第二次
    [3] 第三次
    [4] 第四次
    [5] 第五次
    [6] 第六次
    [7] 第七次
    [8] 第八次
    [9] 第九次
   *[other] 第 { $times } 次
}，{ $since }
closing-repeat-label = 重复来访
closing-end = 办理结果
closing-undone = [已撤销] { $what }
closing-undoes = 撤销一步（理由：{ $reason }）：{ $what }
closing-undo-title = 撤销这一步（两条都留在经历里）
closing-undo-which = 先在经历里选好要撤销的一步
closing-undo-not-case = 这一条是人员资料的更正，请再更正一次
closing-help-withdraw = 只写本人自己的话。不附条件，不要求任何承诺或保证。
closing-help-call-back = 由没有经办、也没有记录撤回的人回访。不确认就恢复办理。
closing-help-satisfaction = 由经办人以外的人询问，对信访部门、对责任单位分开问；只答一项的另一项空着。没有问到的不算满意。
command-case-undo = 撤销一步
    .also = 作废、误操作、反悔
refusal-withdrawal-not-written = 口头撤回还不能销号：再办一次“撤回”，记下书面撤回
refusal-not-called-back = 撤回还没有经回访确认：先办“撤回后回访”，才能销号
refusal-notice-owed = 还没有书面告知：先办“书面告知”，才能销号
refusal-not-delivered = 处理意见还没有送达：先办“送达”，才能销号
refusal-review-runs = 复查或复核正在进行，等有了结果再销号
refusal-not-withdrawn = 没有撤回，不用回访
refusal-not-closed = 事项还在办理，不用重新办理
refusal-not-independent = 承办人和记录撤回的人不能回访，请换一位同事
refusal-asked-by-handler = 承办人不能问自己的满意度，请换一位同事
refusal-not-yet-answered = 还没有答复，不问满意度
refusal-registration-stays = 登记过的来访不能撤销；写错了请用“更正”
refusal-undo-stands = 撤销本身不能再撤销；请把那一步重新办一次
refusal-already-undone = 这一步已经撤销过
refusal-rests-on = 后面第 { $entry } 步“{ $step }”靠它成立：先撤销“{ $step }”
closing-ahead-steps = 现在可办：{ $steps }。
closing-ahead-day = 最早 { $day } 可以销号：{ $why }。
closing-ahead-withdrawal = 本人愿意了结的，书面撤回并经回访确认，当天即可销号。
closing-ground-recheck = 复查意见 { $from } 送达，申请复核的 30 日过后
closing-ground-review = 按今天（{ $from }）送达复查意见算，申请复核的 30 日过后
closing-ground-instalment = 最后一期 { $from } 到期，提前履行完的当天
closing-ground-guidance = { $from } 回问，有了结果的当天
closing-ahead = { $refused }。{ $ahead }
