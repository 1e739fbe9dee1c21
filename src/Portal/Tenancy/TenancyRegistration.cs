using Microsoft.Extensions.Options;
using Portal.Hosting;
using Portal.Infrastructure.Tenancy;
using Portal.Tenancy.Domains;
using Portal.Tenancy.Keys;
using Portal.Tenancy.Limits;

namespace Portal.Tenancy;

internal static class TenancyRegistration
{
    public static void AddTenancy(this IServiceCollection services)
    {
        services.AddOptions<PortalOptions>().BindConfiguration(PortalOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PortalOptions>, PortalOptionsValidation>();
        services.AddSingleton<PortalLinks>();
        services.AddSingleton<TenantDirectory>();
        services.AddSingleton<KnownTenants>();
        services.AddSingleton<TenantTransitions>();
        services.AddOptions<DeletionOptions>().BindConfiguration(DeletionOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DeletionOptions>, DeletionOptionsValidation>();
        services.AddSingleton<DeleteTenant>();
        services.AddSingleton<ChangeTenant>();
        services.AddSingleton<MoveTenant>();
        services.AddSingleton<AgreeQuota>();
        services.AddSingleton<PlatformKeys>();
        services.AddSingleton<TenantSizes>();
        services.AddSingleton<PlatformTenants>();
        services.AddSingleton<PlatformTenantQueries>();
        services.AddSingleton<SignUp>();
        services.AddSingleton<SignUpOnce>();
        services.AddSingleton<SignUpKeys>();
        services.AddSingleton<TenantQueries>();
        services.AddSingleton<RenameTenant>();
        services.AddOptions<QuotaOptions>().BindConfiguration(QuotaOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<QuotaOptions>, QuotaOptionsValidation>();
        services.AddSingleton<QuotaQueries>();
        services.AddHostedService<QuotaDefaults>();
        services.AddLimits();
        services.AddDomains();
        services.AddSingleton<RequestCounts>();
        services.AddSingleton<RequestMeter>();
        services.AddHostedService<RequestMeterWriter>();
    }
}
