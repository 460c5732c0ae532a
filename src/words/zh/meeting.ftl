# 重点案件、会议、交接班
step-key_mark = 列为重点案件
step-key_extend = 延长重点案件
step-key_lift = 取消重点案件
ask-decided_by = 谁定的
key-section = 重点案件
key-until = 到 { $day } 止
key-standing = 到 { $day } 止，还有 { $n } 天；{ $by } 定：{ $reason }
queue-tag-key = ★重点{ $n }天
mark-key = 重点案件
verbs-case-key = 重点案件：{ $text }
refusal-key-stands = 已经是重点案件：可以延长或取消
refusal-not-key = 现在不是重点案件，到期的已自行结束：可以重新列为重点案件
refusal-key-too-long = 重点案件要写截止日，最晚到 { $day }；到时还要盯的再延长
