using System.Net;

namespace Portal.Local.Startup;

/// <summary>Looks before anything starts, so that a taken port is the first thing said and not a stack trace of the web server.</summary>
internal static class PortalPort
{
    public static void RequireFree(int port)
    {
        if (!FreePort.IsFree(IPAddress.Loopback, port) || (FreePort.HasIpv6Loopback() && !FreePort.IsFree(IPAddress.IPv6Loopback, port)))
        {
            throw new LocalFailure($"port {port} is taken: choose another with --port");
        }
    }
}
