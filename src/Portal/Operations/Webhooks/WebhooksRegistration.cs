using Portal.Infrastructure.Operations.Webhooks;

namespace Portal.Operations.Webhooks;

internal static class WebhooksRegistration
{
    public static void AddWebhooks(this IServiceCollection services)
    {
        services.AddWebhookSending();
        services.AddSingleton<CreateWebhookEndpoint>();
        services.AddSingleton<RotateWebhookSecret>();
        services.AddSingleton<ChangeWebhookEndpoint>();
        services.AddSingleton<TestWebhookEndpoint>();
        services.AddSingleton<WebhookQueries>();
    }
}
