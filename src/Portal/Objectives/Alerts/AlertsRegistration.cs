using Portal.Infrastructure.Objectives.Alerts;

namespace Portal.Objectives.Alerts;

internal static class AlertsRegistration
{
    public static void AddAlerts(this IServiceCollection services)
    {
        services.AddAlertSending();
        services.AddSingleton<CreateAlertChannel>();
        services.AddSingleton<DeleteAlertChannel>();
        services.AddSingleton<TestAlertChannel>();
        services.AddSingleton<AcknowledgeAlert>();
        services.AddSingleton<ChangeAlertChannel>();
        services.AddSingleton<RotateAlertSecret>();
        services.AddSingleton<AlertReading>();
        services.AddSingleton<AlertQueries>();
        services.AddSingleton<AlertChannelQueries>();
    }
}
