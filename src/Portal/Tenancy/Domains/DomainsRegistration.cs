using Portal.Infrastructure.Tenancy.Dns;

namespace Portal.Tenancy.Domains;

internal static class DomainsRegistration
{
    public static void AddDomains(this IServiceCollection services)
    {
        // Only the operator asks DNS; the options are shared so that both refuse the same names.
        services.AddOptions<DnsOptions>().BindConfiguration(DnsOptions.SectionName);
        services.AddSingleton<AddDomain>();
        services.AddSingleton<CheckDomain>();
        services.AddSingleton<RemoveDomain>();
        services.AddSingleton<DomainQueries>();
    }
}
