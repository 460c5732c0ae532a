# 法律途径
roads-title = 法律途径和时限
roads-title-case = 法律途径和时限：告知 { $number } 的来访人
roads-prompt = 从哪天起算（如 2026-03-01），右边就是最晚的一天
roads-no-limit = 没有时限
roads-limit = { $n } { $unit }，从{ $from }起算
roads-until = 最晚到 { $day }
roads-unverified = 这一条没有核对过法条原文，告知前请先核实。
roads-unchecked = { $limit }（待核实）
roads-first = 必须先申请行政复议，直接起诉法院不收（行政复议法 23）。
roads-since = 自 { $day } 起施行
roads-not-stopped = 信访不停止复议和诉讼的时限，不要等。
roads-no-case = 从案卷的「办理」里打开，才能记入案卷
