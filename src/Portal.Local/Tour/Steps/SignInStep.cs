using System.Net;
using System.Text.Json.Nodes;

namespace Portal.Local.Tour.Steps;

/// <summary>The admin signs in; a wrong password does not.</summary>
internal sealed class SignInStep : ITourStep
{
    public string Name => "sign-in";

    public async Task RunAsync(TourVisit visit, CancellationToken cancellationToken)
    {
        var (_, email, password, api) = visit.Tenant;
        await api.PostAsync("sessions", Credentials(email, password + "x"), HttpStatusCode.Unauthorized, cancellationToken);
        await api.PostAsync("sessions", Credentials(email, password), HttpStatusCode.Created, cancellationToken);
        var me = await api.GetAsync("me", cancellationToken);
        if (JsonReading.Id(me.Text("tenant")) != visit.TenantId)
        {
            throw new TourFailure($"signed in to another tenant: {me.ToJsonString()}");
        }

        await visit.Database.RequireAsync(
            "one open session",
            "select count(*) = 1 from portal.session where tenant_id = $1 and revoked_at is null",
            cancellationToken,
            visit.TenantId);
    }

    private static JsonObject Credentials(string email, string password) => new() { ["email"] = email, ["password"] = password };
}
