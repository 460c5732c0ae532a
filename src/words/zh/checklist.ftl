# 清单
command-case-checklist = 清单
    .also = 待办、要办的事、办事清单、打勾、勾选、qingdan
step-checklist_add = 列清单
step-checklist_done = 清单办一项
step-checklist_drop = 清单撤一项
ask-items = 要办的事（一行一项）
ask-by_day = 哪天前
ask-point = 第几项
case-checklist = 清单
checklist-title = 清单  { $counts }
checklist-counts = 已办 { $n } / { $all }
checklist-by = { $day } 前
checklist-ticked = { $who } { $day }
checklist-dropped = 已撤下
checklist-add-line = 再列几项
checklist-over = 这一项已经办了。记错的，用撤销一步取回
verbs-case-checklist = 清单
