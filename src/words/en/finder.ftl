# Find a visitor
finder-none = Nobody found; try fewer characters, another reading, or the phone's tail
finder-prompt = name, pinyin, phone, ID tail, village, in any mix
finder-unnamed = no name left
finder-name = Name
finder-village = Village
finder-birth = Born
finder-paper = Phone or ID
finder-times = Been here, last
finder-why = Why
finder-cases = { $n ->
    [one] 1 case
   *[other] { $n } cases
 }
finder-open = { $n } open
finder-last = { $day }
finder-born = b. { $year }
finder-new-visit = Register a visit of his
finder-namesakes = { $n } of this name: somebody else perhaps?
finder-hint-name = 牟春生   muchunsheng   mcs   mou   牟cs
finder-hint-number = 1234 (end of phone or ID)   5678 (within a phone)   external numbers
finder-hint-mix = mcs 5678 东牟家   (any order; two that agree show the whole name)
finder-hint-sound = 木春生 finds 牟春生 too; so does pinyin with one letter wrong
finder-hint-mask = While only one agrees the name is masked; revealing it is written down
finder-why-name = name
finder-why-pinyin = pinyin
finder-why-initials = initials
finder-why-sound = sound
finder-why-near = near sound
finder-why-slip = pinyin slip
finder-why-phone = phone
finder-why-phone-tail = phone tail
finder-why-id = ID
finder-why-id-tail = ID tail
finder-why-village = village
finder-why-number = number

# Asking after a matter by number and query code
inquiry-none = number and query code do not belong together; please check the receipt
inquiry-received = { $number }  received { $day }
inquiry-status = status: { $status }
inquiry-unit = unit: { $unit }
inquiry-notice = { $day } told in writing whether it is accepted
inquiry-guided = { $day } told where it is dealt with
inquiry-delivered = { $day } decision delivered
inquiry-next = next: { $rule }, by { $day }
