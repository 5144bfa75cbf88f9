#!/bin/bash
# What is left of the program after its files are gone. $1: remove, purge, upgrade ... (deb); how many remain (rpm).

# Anything but a removal leaves a program behind: an upgrade, also one that failed.
case "$1" in
  remove | purge | 0) ;;
  *) exit 0 ;;
esac

if type update-alternatives >/dev/null 2>&1; then
  update-alternatives --remove '${executable}' '/opt/${sanitizedProductName}/${executable}' >/dev/null 2>&1 || true
fi
if [ -L '/usr/bin/${executable}' ] && [ ! -e '/usr/bin/${executable}' ]; then
  rm -f '/usr/bin/${executable}'
fi

# An entry that starts this program, which is not there any more. Only those that it wrote itself, told by their mark.
getent passwd | while IFS=: read -r _name _password _uid _gid _comment home _shell; do
  entry="$home/.config/autostart/chatapp-notifier.desktop"
  if [ -f "$entry" ] && [ ! -L "$entry" ] && grep -q '^X-ChatApp-Notifier-Autostart=true$' "$entry" &&
    grep -qxF 'TryExec=/opt/${sanitizedProductName}/${executable}' "$entry"; then
    rm -f "$entry"
  fi
done

APPARMOR_PROFILE='/etc/apparmor.d/${executable}'
if [ -f "$APPARMOR_PROFILE" ]; then
  if apparmor_status --enabled >/dev/null 2>&1 && hash apparmor_parser 2>/dev/null; then
    if ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; }; then
      apparmor_parser --remove "$APPARMOR_PROFILE" || true
    fi
  fi
  rm -f "$APPARMOR_PROFILE"
fi

if hash update-desktop-database 2>/dev/null; then
  update-desktop-database /usr/share/applications || true
fi
exit 0
