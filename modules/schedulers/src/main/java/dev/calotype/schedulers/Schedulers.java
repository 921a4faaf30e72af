package dev.calotype.schedulers;

import dev.calotype.configs.ConfigReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The reader of each class of the reference. */
final class Schedulers {
    private static final Map<String, SchedulerReader> READERS = Map.ofEntries(
            Map.entry("CMStochasticIterativeScheduler", new ConsistencyReader()),
            Map.entry("CosineDPMSolverMultistepScheduler", new CosineDpmSolverReader()),
            Map.entry("DDIMInverseScheduler", new DdimInverseReader()),
            Map.entry("DDIMScheduler", new DdimReader()),
            Map.entry("DDPMScheduler", new DdpmReader()),
            Map.entry("DEISMultistepScheduler", new DeisReader()),
            Map.entry("DPMSolverMultistepInverseScheduler", new DpmSolverMultistepInverseReader()),
            Map.entry("DPMSolverMultistepScheduler", new DpmSolverMultistepReader()),
            Map.entry("DPMSolverSDEScheduler", new DpmSolverSdeReader()),
            Map.entry("DPMSolverSinglestepScheduler", new DpmSolverSinglestepReader()),
            Map.entry("EDMDPMSolverMultistepScheduler", new EdmDpmSolverReader()),
            Map.entry("EDMEulerScheduler", new EdmEulerReader()),
            Map.entry("EulerAncestralDiscreteScheduler", new EulerAncestralReader()),
            Map.entry("EulerDiscreteScheduler", new EulerReader()),
            Map.entry("FlowMatchEulerDiscreteScheduler", new FlowMatchEulerReader()),
            Map.entry("FlowMatchHeunDiscreteScheduler", new FlowMatchHeunReader()),
            Map.entry("HeunDiscreteScheduler", new HeunReader()),
            Map.entry("IPNDMScheduler", new IpndmReader()),
            Map.entry("KDPM2AncestralDiscreteScheduler", new Kdpm2AncestralReader()),
            Map.entry("KDPM2DiscreteScheduler", new Kdpm2Reader()),
            Map.entry("LCMScheduler", new LcmReader()),
            Map.entry("LMSDiscreteScheduler", new LmsReader()),
            Map.entry("PNDMScheduler", new PndmReader()),
            Map.entry("RePaintScheduler", new RePaintReader()),
            Map.entry("SASolverScheduler", new SaSolverReader()),
            Map.entry("ScoreSdeVeScheduler", new ScoreSdeVeReader()),
            Map.entry("ScoreSdeVpScheduler", new ScoreSdeVpReader()),
            Map.entry("TCDScheduler", new TcdReader()),
            Map.entry("UnCLIPScheduler", new UnClipReader()),
            Map.entry("UniPCMultistepScheduler", new UniPcReader()));

    private Schedulers() {}

    /** What a configuration means; a class that is not known is read as a solver of the usual kind, with a note. */
    static SchedulerReading read(ConfigReader json) {
        String name = json.text("_class_name", "");
        SchedulerReader reader = READERS.get(name);
        SchedulerReading reading = reader == null
                ? SolverTimes.reading(json, Sampling.nearest("no scheduler '" + name + "' is known"))
                : reader.read(json);
        return reading.withWarnings(warnings(json));
    }

    private static List<String> warnings(ConfigReader json) {
        List<String> warnings = new ArrayList<>();
        for (String field : json.fields()) {
            if (!field.startsWith("_") && !Fields.KNOWN.contains(field)) {
                warnings.add(json.file() + ": " + field + " is not known, and ignored");
            }
        }
        return warnings;
    }
}
