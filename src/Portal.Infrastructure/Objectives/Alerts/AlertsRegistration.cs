using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Portal.Infrastructure.Objectives.Alerts;

public static class AlertsRegistration
{
    /// <summary>Everything that sends alerts. Needs the keys' and the webhooks' registration.</summary>
    public static IServiceCollection AddAlertSending(this IServiceCollection services)
    {
        services.AddOptions<AlertOptions>().BindConfiguration(AlertOptions.SectionName);
        services.TryAddSingleton<AlertSecrets>();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IAlertSender, SlackWebhookSender>(), ServiceDescriptor.Singleton<IAlertSender, SlackBotSender>(),
            ServiceDescriptor.Singleton<IAlertSender, EmailSender>(), ServiceDescriptor.Singleton<IAlertSender, PagerDutySender>(),
            ServiceDescriptor.Singleton<IAlertSender, WebhookAlertSender>(), ServiceDescriptor.Singleton<IAlertSender, AlertmanagerSender>(),
        ]);
        return services;
    }
}
