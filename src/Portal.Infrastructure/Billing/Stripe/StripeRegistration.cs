using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Portal.Infrastructure.Billing.Stripe;

public static class StripeRegistration
{
    public static IServiceCollection AddStripe(this IServiceCollection services)
    {
        services.AddOptions<StripeOptions>().BindConfiguration(StripeOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StripeOptions>, StripeOptionsValidation>());
        services.TryAddSingleton(provider =>
        {
            // One client for the life of the process; the handler renews connections, so that a changed address is noticed.
            var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = TimeSpan.FromSeconds(10) };
            var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(30) };
            return new StripeClient(new StripeHttp(client, provider.GetRequiredService<IOptions<StripeOptions>>(), provider.GetRequiredService<TimeProvider>()));
        });
        return services;
    }
}
