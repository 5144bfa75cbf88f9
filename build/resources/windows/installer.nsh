; What the app itself wrote into the registry: the start with the session, and the chatapp-notifier:// handler.
!macro customUnInstall
  DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "online.chatapp.notifier"
  DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "online.chatapp.notifier"
  DeleteRegKey HKCU "Software\Classes\chatapp-notifier"
!macroend
