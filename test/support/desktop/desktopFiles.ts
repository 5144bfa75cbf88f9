/** Height of the panel in pixels: notifications begin below it, else they would cover the tray. */
export const panelHeight = 32;
const gap = 12;

/**
 * A bus of its own: only what lies in `serviceDirectory` is started on demand, since several packages offer themselves.
 * It lets its owner in, and root, for tests that have started it as somebody else.
 */
export function busConfiguration(address: string, serviceDirectory: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>${address}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>${serviceDirectory}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
    <allow user="root"/>
  </policy>
  <limit name="max_match_rules_per_connection">50000</limit>
</busconfig>
`;
}

/**
 * dunst in calm light colours. Options of dunst 1.9: `man 5 dunst`.
 *
 * @param menu the program that chooses from the context menu, where a person would
 */
export function dunstConfiguration(menu: string): string {
  return `[global]
    monitor = 0
    follow = none
    width = 360
    height = 300
    origin = top-right
    offset = ${gap}x${panelHeight + gap}
    notification_limit = 20
    indicate_hidden = yes
    gap_size = 0
    corner_radius = 10
    frame_width = 1
    frame_color = "#c9d1db"
    separator_height = 1
    separator_color = frame
    padding = 14
    horizontal_padding = 16
    text_icon_padding = 14
    font = Noto Sans 10
    line_height = 2
    markup = full
    format = "<b>%s</b>\\n%b"
    alignment = left
    vertical_alignment = center
    ellipsize = end
    show_age_threshold = -1
    show_indicators = no
    icon_position = left
    min_icon_size = 32
    max_icon_size = 48
    history_length = 500
    sticky_history = yes
    idle_threshold = 0
    dmenu = ${menu}
    mouse_left_click = do_action, close_current
    mouse_middle_click = close_all
    mouse_right_click = close_current
[urgency_low]
    background = "#f7f9fb"
    foreground = "#5b6673"
    timeout = 60
[urgency_normal]
    background = "#ffffff"
    foreground = "#1d2733"
    timeout = 60
[urgency_critical]
    background = "#ffffff"
    foreground = "#1d2733"
    frame_color = "#d64545"
    timeout = 0
`;
}

/** A menu that chooses the line whose text stands in a file; dunst writes one line for each action, as `#label (…)`. */
export function menuProgram(wishFile: string): string {
  return `#!/bin/sh
exec grep -F -m 1 -f '${wishFile}'
`;
}

/** xfce4-panel with a task list, a tray and a clock along the top edge. */
export const panelConfiguration = `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="false"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="icon-size" type="uint" value="22"/>
      <property name="size" type="uint" value="${panelHeight}"/>
      <property name="background-style" type="uint" value="1"/>
      <property name="background-rgba" type="array">
        <value type="double" value="0.965"/>
        <value type="double" value="0.973"/>
        <value type="double" value="0.984"/>
        <value type="double" value="1"/>
      </property>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
        <value type="int" value="2"/>
        <value type="int" value="3"/>
        <value type="int" value="4"/>
        <value type="int" value="5"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="tasklist">
      <property name="flat-buttons" type="bool" value="true"/>
      <property name="show-handle" type="bool" value="false"/>
    </property>
    <property name="plugin-2" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-3" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
      <property name="hide-new-items" type="bool" value="false"/>
      <property name="menu-is-primary" type="bool" value="false"/>
    </property>
    <property name="plugin-4" type="string" value="separator">
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-5" type="string" value="clock">
      <property name="mode" type="uint" value="2"/>
      <property name="digital-layout" type="uint" value="3"/>
      <property name="digital-time-font" type="string" value="Noto Sans 10"/>
      <property name="digital-time-format" type="string" value="%H:%M"/>
    </property>
  </property>
</channel>
`;

/** xfwm4: one workspace, quiet title bars. */
export const windowManagerConfiguration = `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfwm4" version="1.0">
  <property name="general" type="empty">
    <property name="theme" type="string" value="Default"/>
    <property name="title_font" type="string" value="Noto Sans Bold 10"/>
    <property name="title_alignment" type="string" value="center"/>
    <property name="button_layout" type="string" value="|HMC"/>
    <property name="use_compositing" type="bool" value="false"/>
    <property name="workspace_count" type="int" value="1"/>
  </property>
</channel>
`;
