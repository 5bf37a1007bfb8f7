import {
  type NotificationChannel,
  type NotificationType,
  notificationChannels,
  type UserPreferences,
} from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { ScrollRegion } from "../../ui/scroll-region.tsx";

interface NotificationWishesProps {
  readonly notifications: UserPreferences["notifications"];
  readonly disabled: boolean;
  readonly onChange: (type: NotificationType, channel: NotificationChannel, wanted: boolean) => void;
}

/** Kind of notification by channel. What is critical comes whatever is chosen, and says so. */
export function NotificationWishes({ notifications, disabled, onChange }: NotificationWishesProps) {
  const { t } = useTranslation();
  return (
    <ScrollRegion label={t("preference.notifications")} className="overflow-x-auto">
      <table className="w-full text-sm">
        <caption className="sr-only">{t("preference.notifications")}</caption>
        <thead>
          <tr className="border-y border-line bg-sunken/60 text-left">
            <th scope="col" className="px-5 py-2 font-semibold">
              {t("preference.notification")}
            </th>
            {notificationChannels.map((channel) => (
              <th key={channel} scope="col" className="px-5 py-2 font-semibold">
                {t(`preference.channel.${channel}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {notifications.map(({ type, critical, channels }) => (
            <tr key={type} className="border-line not-last:border-b">
              <th scope="row" className="px-5 py-1.5 text-left font-medium">
                {t(`preference.type.${type}`)}
              </th>
              {notificationChannels.map((channel) => {
                const offered = channels.find((one) => one.channel === channel);
                return (
                  <td key={channel} className="px-5 py-1.5">
                    {offered === undefined ? (
                      <span className="text-ink-soft">{t("preference.notOffered")}</span>
                    ) : critical ? (
                      t("preference.always")
                    ) : (
                      <label className="control inline-flex min-w-6 items-center">
                        <span className="sr-only">
                          {t("preference.wants", {
                            type: t(`preference.type.${type}`),
                            channel: t(`preference.channel.${channel}`),
                          })}
                        </span>
                        <input
                          type="checkbox"
                          className="size-4.5 accent-primary"
                          checked={offered.wanted}
                          disabled={disabled}
                          onChange={(event) => onChange(type, channel, event.target.checked)}
                        />
                      </label>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
