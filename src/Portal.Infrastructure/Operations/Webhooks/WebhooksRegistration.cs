using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Portal.Infrastructure.Operations.Webhooks;

public static class WebhooksRegistration
{
    /// <summary>Signing and sending. Needs the keys' registration.</summary>
    public static IServiceCollection AddWebhookSending(this IServiceCollection services)
    {
        services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.SectionName);
        services.TryAddSingleton<WebhookSecrets>();
        services.TryAddSingleton<WebhookSender>();
        return services;
    }
}
