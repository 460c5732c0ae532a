# Lawyers
lawyers-none = No bookings yet
