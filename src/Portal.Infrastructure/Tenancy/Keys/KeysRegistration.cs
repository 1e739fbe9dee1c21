using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Portal.Infrastructure.Tenancy.Keys;

public static class KeysRegistration
{
    /// <summary>Tenants' keys and whatever wraps them. Needs the database's registration.</summary>
    public static IServiceCollection AddKeys(this IServiceCollection services)
    {
        services.AddOptions<KeyOptions>().BindConfiguration(KeyOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<KeyOptions>, KeyOptionsValidation>());
        services.TryAddSingleton(provider => new KeyServices(provider.GetRequiredService<IOptions<KeyOptions>>().Value, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IKeyEncryption>(provider => provider.GetRequiredService<KeyServices>().Providers);
        services.TryAddSingleton(provider => new KeyOutages(provider.GetRequiredService<KeyServices>().Services));
        services.TryAddSingleton<TenantKeys>();
        services.TryAddSingleton<KeyCare>();
        services.AddHostedService<KeyNews>();
        return services;
    }
}
