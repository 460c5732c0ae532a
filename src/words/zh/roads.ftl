# 法律途径
roads-title = 法律途径和时限
roads-title-case = 法律途径和时限：告知 { $number } 的来访人
roads-prompt = 打字找途径（字、首字母）；打日期从那天起算（如 2026-03-01）
roads-no-limit = 没有时限
roads-limit = { $n } { $unit }，从{ $from }起算
roads-until = 最晚到 { $day }
roads-unverified = 这一条没有核对过法条原文，告知前请先核实。
roads-unchecked = { $limit }（待核实）
roads-first = 必须先申请行政复议，直接起诉法院不收（行政复议法 23）。
roads-since = 自 { $day } 起施行
roads-not-stopped = 信访不停止复议和诉讼的时限，不要等。
roads-no-case = 这里只供查看；要记入案卷，先打开案卷，再按 { $keys } 选途径回车
roads-place = { $at }/{ $n }（共 { $all } 条）
roads-none = 没有对得上的途径；删几个字再找
roads-since-unknown = 施行日期不详，告知前请先核实
