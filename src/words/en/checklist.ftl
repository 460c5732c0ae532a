# Checklist
command-case-checklist = Checklist
    .also = to do, tick, list, tasks
step-checklist_add = Write a checklist
step-checklist_done = Tick an item
step-checklist_drop = Drop an item
ask-items = To be done (a line each)
ask-by_day = By
ask-point = Item
case-checklist = Checklist
checklist-title = Checklist  { $counts }
checklist-counts = { $n } of { $all } done
checklist-by = by { $day }
checklist-ticked = { $who } { $day }
checklist-dropped = dropped
checklist-add-line = Add items
checklist-over = This item is done. A tick by mistake is taken back by withdrawing the step
verbs-case-checklist = Checklist
