using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>Says that what is shown comes from the stand-ins on this machine.</summary>
public sealed partial class SimulationLabel : ComponentBase;
