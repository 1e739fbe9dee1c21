namespace Portal.Operators.Hosting;

/// <summary>What a person says on the command line.</summary>
/// <param name="Help">Print the usage.</param>
/// <param name="Once">Look at every rollout once, print what was done, and end.</param>
/// <param name="DryRun">Print what would be done, write nothing, and end.</param>
/// <param name="Namespace">Only rollouts in this namespace; null for all.</param>
/// <param name="Rest">Settings, such as <c>--Operator:HealthUrl=…</c>.</param>
internal sealed record OperatorArguments(bool Help, bool Once, bool DryRun, string? Namespace, string[] Rest)
{
    public const string Usage =
        """
        portal-operator: makes PluginRollout objects so.

          --once            look at every rollout once, print what was done, and end
          --dry-run         print what would be done now, write nothing, and end
          --namespace NS    only rollouts in this namespace
          --help            this text

        The cluster is that of KUBECONFIG, the one this pod runs in, or that of ~/.kube/config. With Database__App and
        Database__Platform the portal's queue is served as well. Settings may be given as --Operator:NAME=VALUE or in the
        environment as Operator__NAME: HealthUrl, LeaseName, LeaseNamespace, Identity, Namespace.

        Exit codes: 0 done, 1 something was refused, 2 a setting is wrong, 3 another operator leads.
        """;

    /// <exception cref="FormatException">An option lacks its value.</exception>
    public static OperatorArguments Parse(IReadOnlyList<string> args)
    {
        var read = new OperatorArguments(false, false, false, null, []);
        var rest = new List<string>();
        for (var index = 0; index < args.Count; index++)
        {
            switch (args[index])
            {
                case "--help" or "-h":
                    read = read with { Help = true };
                    break;
                case "--once":
                    read = read with { Once = true };
                    break;
                case "--dry-run":
                    read = read with { DryRun = true };
                    break;
                case "--namespace" or "-n":
                    read = read with { Namespace = index + 1 < args.Count ? args[++index] : throw new FormatException("--namespace needs the name of a namespace.") };
                    break;
                default:
                    rest.Add(args[index]);
                    break;
            }
        }

        return read with { Rest = [.. rest] };
    }
}
