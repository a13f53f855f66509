"""E-mails as councils keep them: files from a mail program or from Outlook, and words pasted out of one."""
