namespace Portal.Local.Description;

/// <summary>The content of <c>local.json</c>: everything a script needs to talk to a running instance.</summary>
internal sealed record InstanceDescription(
    int Pid,
    PortalAddress Portal,
    DatabaseStrings Database,
    string Kubeconfig,
    ServerAddress? Kubernetes,
    ServerAddress Stripe,
    OperatorAddress Operator,
    ProcessIds Processes,
    IReadOnlyList<DemoTenant> Tenants,
    DemoSignIn? Staff,
    string Logs)
{
    public InstanceDescription With(string process, int? pid) => this with { Processes = Processes.With(process, pid) };
}
