# A person's card: what the intake asks, what the card calls it
field-name = Name
ask-name = Name
field-phone = Phone
ask-phones = Phones
field-id_number = ID number
ask-id_number = ID number
field-village = Village
ask-village = Village
field-address = Address
ask-address = Address
field-work_unit = Employer
ask-work_unit = Employer
field-care = Care needed
ask-care = Care
field-confidential = Asks for secrecy
ask-confidential = Secrecy
