using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;
using Portal.Access;
using Portal.Api;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Hosting;
using Portal.Infrastructure.Tenancy;
using Portal.Tenancy;

namespace Portal.Layout;

/// <summary>Who looks: from the request while the server renders, from the circuit's principal afterwards. Read once a scope, so fixed for its life.</summary>
internal sealed class ViewerSource(
    IHttpContextAccessor http, AuthenticationStateProvider authentication, TenantDirectory directory, IOptions<PortalOptions> options)
{
    private Viewer? _viewer;
    private bool _read;

    public async ValueTask<Viewer?> FindAsync(CancellationToken cancellationToken)
    {
        if (!_read)
        {
            _viewer = await ReadAsync(cancellationToken);
            _read = true;
        }

        return _viewer;
    }

    private async Task<Viewer?> ReadAsync(CancellationToken cancellationToken)
    {
        // Static rendering has its request; a circuit has only the principal that it was opened with.
        if (http.HttpContext is { } request && !request.WebSockets.IsWebSocketRequest)
        {
            return request.FindTenant() is { } tenant ? View(tenant, PortalClaims.Read(request.User, Correlation.Id(request))) : null;
        }

        var state = await authentication.GetAuthenticationStateAsync();
        return PortalClaims.Read(state.User, Correlation.Next()) is { } caller && await directory.FindAsync(caller.Tenant, cancellationToken) is { } own
            ? View(own, caller)
            : null;
    }

    private Viewer View(TenantInfo tenant, Caller? caller) =>
        new(tenant.Slug, tenant.Name, caller?.Name ?? "", caller?.Role, options.Value.LocalSimulation) { Deleting = tenant.State == TenantState.Deleting };
}
