# 今日
pane-today = 今日
today-desk = 本台
today-centre = 牟邻之家
today-leader = 值班领导
today-lawyer = 律师
today-nobody = 未排
today-visits = 今天来访 { $n } 件
today-nothing = 没有到期、超期和待办的事项
today-overdue = 超期 { $n } 件
today-due_today = 今天到期 { $n } 件
today-due_soon = 临期 { $n } 件
today-confirmation = 可申请司法确认 { $n } 件，最后一天在左边
today-instalment = 协议到期要履行 { $n } 项
today-pledge = 联合接访认领未办 { $n } 项
today-more = 还有 { $n } 件，选中打开
today-part = 第 { $n } 期：{ $what }
