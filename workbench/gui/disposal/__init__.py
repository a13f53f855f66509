"""From due to destroyed: what is due, a batch, a hold, and the checks of the day."""
