using Portal.Local.Tour.Steps;

namespace Portal.Local.Tour;

/// <summary>The main job, in order.</summary>
internal static class TourPlan
{
    public static IReadOnlyList<ITourStep> Steps { get; } =
    [
        new SignUpStep(),
        new SignInStep(),
        new InstallStep(),
        new UpgradeStep("upgrade", "1.1.0", CanaryStrategy.Quick),
        new CanaryWeightStep(10),
        new CanaryWeightStep(25),
        new CanaryWeightStep(50),
        new PromotedStep("1.1.0"),
        new UpgradeStep("bad upgrade", "2.0.0", CanaryStrategy.Patient),
        new DetectedStep(),
        new RolledBackStep("1.1.0"),
        new PurchaseStep(),
        new LedgerBalancedStep(),
        new OtherTenantStep(),
        new AuditStep(),
    ];
}
