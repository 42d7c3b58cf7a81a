import { join } from "node:path";
import { listArchive } from "./archive/list-archive.js";
import { makeArchive } from "./archive/make-archive.js";
import { makeGuide } from "./guide/index.js";
import { makeSite } from "./site/make-site.js";
import { makeSlides } from "./slides/index.js";
import type { Material } from "./build.js";
import { hashOf, listFiles, listPart, type Part } from "./inputs.js";
import type { Maker } from "./maker.js";

/**
 * All materials, those first that take longest.
 *
 * @param course the course's folder
 */
export function listMaterials(course: string): readonly Material[] {
  const ofPackage = (part: Part) => listPart(join(course, "packages", "materials"), part);
  const ofCourse = (...path: readonly string[]) => join(course, ...path);
  /** Where the tools' versions are. The stamp stands for all that set-up compiled, such as the charts. */
  const behind = [ofCourse("scripts", "python", "materials.txt"), ofCourse("lib", "dist", ".stamp")];

  const ofLessons = (name: "guide" | "slides" | "site", result: string, make: Maker): Material => ({
    ...{ name, result, make, needsLessons: true },
    async inputs(language) {
      const notebooks = await listFiles(ofCourse("notebooks", language));
      return hashOf([...behind, ...notebooks, ...(await ofPackage(name))], course);
    },
  });
  return [
    ofLessons("site", "site", makeSite),
    ofLessons("guide", "guide.pdf", makeGuide),
    ofLessons("slides", "slides.pptx", makeSlides),
    {
      name: "notebooks",
      result: "notebooks.zip",
      make: makeArchive,
      needsLessons: false,
      async inputs() {
        return hashOf([...(await ofPackage("archive")), ...(await listArchive(course))], course);
      },
    },
  ];
}
