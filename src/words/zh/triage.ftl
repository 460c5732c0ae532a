# 分类分级
triage-title = 分类分级：{ $number }
triage-lane = 快速处置
triage-proposed = 建议 { $what }：{ $words }
triage-accusation = 说到“{ $words }”：是检举控告就选“检举控告类”，不是就选别的，由您定
triage-danger = 先打 110、119，再打{ $utility }企业抢修电话；让人离开，不动明火和开关
triage-lane-until = { $rule }（{ $article }）：{ $n } { $unit }，{ $until } 以前到
triage-lane-at-once = { $rule }（{ $article }）：立即
triage-lane-water = 供水没有查到规定的时限；镇里定了，写在设置 [town] water_repair_hours
triage-lane-none = 不在供热期，没有到场时限；照常通知企业
triage-if-accepted = 今天受理的话 { $text }
triage-simple = 简易办理
triage-simple-may = 可以：{ $accept } 前受理，{ $decide } 前答复
triage-class-accusation = 检举控告：交有权机关，内容只给指定人员看（条例 30、46）
triage-class-litigation = 涉法涉诉：转政法部门，向来访人说明去处（条例 20）
triage-no-more = 后面没有未分类的事项了
triage-not-handed-in = 选好的还没有交：按保存键交上；再按一次“下一件”就不交，留着不分类
triage-class-not-handed-in = 内容分类还没有交：按保存键交上；再按一次返回就不交
