using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Tenancy;

namespace Portal.Tests.Tenancy;

/// <summary>Moves a tenant through its life as the platform does.</summary>
internal static class Lives
{
    public static async Task HappensAsync(this PortalHost host, TestTenant tenant, TenantEvent happening)
    {
        var id = new TenantId(tenant.Uuid);
        var actor = TransitionActor.System(id, "Tests", "tests");
        if (happening is TenantDeletionRequested or TenantDeletionCanceled)
        {
            actor = TransitionActor.Staff(id, "stf_tests", "staff@portal.example", "tests");
        }

        var result = await host.Services.GetRequiredService<TenantTransitions>().ApplyAsync(id, happening, actor, "", TestContext.Current.CancellationToken);
        result.Error.ShouldBeNull();
    }

    /// <summary>As after provisioning, which no operator does here.</summary>
    public static async Task<TestTenant> ActiveTenantAsync(this PortalHost host)
    {
        var tenant = await host.SignUpAsync();
        await host.HappensAsync(tenant, new TenantProvisioned());
        return tenant;
    }
}
