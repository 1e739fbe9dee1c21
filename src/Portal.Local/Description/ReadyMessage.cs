using System.Globalization;

namespace Portal.Local.Description;

/// <summary>What a person reads when everything runs.</summary>
internal static class ReadyMessage
{
    public static string Compose(InstanceDescription instance, TimeSpan took) =>
        $"""

        Portal is ready in {took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s (local simulation)

          Portal      {instance.Portal.Url.GetLeftPart(UriPartial.Authority)}
        {Tenants(instance)}{Staff(instance)}

          Logs        {instance.Logs}
          kubectl     kubectl --kubeconfig {instance.Kubeconfig} get pluginrollouts -A
          Scripts     {Path.Combine(Path.GetDirectoryName(instance.Logs)!, "local.json")} has every address, password and API key

        Ctrl-C stops it and keeps the data.

        """;

    private static string Staff(InstanceDescription instance) => instance.Staff is not { } staff ? ""
        : $"\n  {"Platform",-10}  {instance.Portal.Url.GetLeftPart(UriPartial.Authority)}/platform\n              {staff.Email,-26} {staff.Password}   {staff.Role}";

    private static string Tenants(InstanceDescription instance) => string.Join('\n', instance.Tenants.Select(Tenant));

    private static string Tenant(DemoTenant tenant) =>
        $"  {tenant.Name,-10}  {tenant.Url.GetLeftPart(UriPartial.Authority)}\n"
        + string.Join('\n', tenant.SignIns.Select(person => $"              {person.Email,-26} {person.Password}   {person.Role}"));
}
