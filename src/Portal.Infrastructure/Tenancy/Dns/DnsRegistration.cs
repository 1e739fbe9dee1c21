using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Portal.Infrastructure.Tenancy.Dns;

public static class DnsRegistration
{
    /// <summary>The resolver and its options, checked at start.</summary>
    public static IServiceCollection AddDns(this IServiceCollection services)
    {
        services.AddOptions<DnsOptions>().BindConfiguration(DnsOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DnsOptions>, DnsOptionsValidation>());
        services.TryAddSingleton<ITxtResolver, TxtResolver>();
        return services;
    }
}
